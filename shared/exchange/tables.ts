import type { Table } from './column';
import { acceptanceTable } from './standard/acceptance';
import { applicationMaterialTable, applicationTable } from './standard/application';
import { conclusionTable } from './standard/conclusion';
import { processTable } from './standard/process';
import { ratingTable } from './standard/rating';
import { acceptUpload } from './upload/accept';
import { licenceUpload } from './upload/licence';
import { materialUpload } from './upload/material';
import { processUpload } from './upload/process';
import { resultUpload } from './upload/result';
import { specialProcedureUpload } from './upload/specialProcedure';

/** GB/T 39046-2020 tables 5 to 9. */
export const standardTables: readonly Table[] = [
  applicationTable,
  applicationMaterialTable,
  acceptanceTable,
  processTable,
  conclusionTable,
  ratingTable,
];

/** The national platform's upload family. */
export const uploadTables: readonly Table[] = [
  acceptUpload,
  processUpload,
  specialProcedureUpload,
  resultUpload,
  materialUpload,
  licenceUpload,
];

export const allTables: readonly Table[] = [...standardTables, ...uploadTables];
